"""Closed values of the records, in the words of the annotation guidelines."""

from __future__ import annotations

from typing import Literal

Scope = Literal["patient", "general"]
Experiencer = Literal["family", "other_patient"]
Assertion = Literal["present", "negated", "possible", "planned", "historical"]
DiagnosisKind = Literal["haematological", "neurological", "other"]
ProcedureKind = Literal["electrophysiology", "imaging", "biopsy", "lumbar_puncture", "other"]
EventValue = Literal["diagnosis", "onset", "admission", "discharge", "remission", "relapse", "transplant"]
TransplantKind = Literal["allogeneic", "autologous"]
OutcomeValue = Literal["recovered", "improved", "stable", "worsened", "died"]
WhenSource = Literal["stated", "sentence", "narrative"]
Laterality = Literal["left", "right", "bilateral"]
Involvement = Literal["involved", "spared"]
DrugKind = Literal["ingredient", "brand", "class", "regimen"]
DrugStatus = Literal["given", "stopped", "not_given", "considered"]
AnalyteKind = Literal["lab", "vital", "score", "electrophysiology"]
Specimen = Literal["blood", "serum", "csf", "bone_marrow", "urine", "tissue"]
Flag = Literal["high", "low", "normal", "abnormal", "positive", "negative"]
Comparator = Literal["<", "<=", ">", ">="]
TimeLabel = Literal["Date", "Duration", "Frequency", "Age", "Time"]
Anchor = Literal[
    "transplant",
    "diagnosis",
    "onset",
    "admission",
    "discharge",
    "remission",
    "treatment",
    "previous",
    "now",
]
