"""Which names are drugs: spans first, then kind, preferred name and identifier.

In a case ``[text](name)`` marks a Drug and its preferred name; all else must not be found.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from casemill.drugs import find_drugs
from casemill.drugs.lexicon import named
from casemill.mentions import Mention
from casemill.view import view_of

_MARK = re.compile(r"\[([^\]]*)\]\(([^()]*)\)")


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    plain, wanted, done = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[done : match.start()]
        wanted.append((len(plain), len(plain) + len(match[1]), match[2]))
        plain += match[1]
        done = match.end()
    return plain + marked[done:], wanted


def drugs_in(text: str, **given) -> list[Mention]:
    found = find_drugs(replace(view_of(text), **given))
    return sorted((m for m in found if m.label == "Drug"), key=lambda m: m.place)


CASES = {
    "ingredient": "He took [amlodipine](amlodipine) for years.",
    "ingredient-in-capitals": "[AMLODIPINE](amlodipine) was stopped.",
    "american-name": "She took [acetaminophen](paracetamol) and [albuterol](salbutamol).",
    "older-spelling": "He was given [sulphasalazine](sulfasalazine) and [amoxycillin](amoxicillin).",
    "salt-behind": "[Bisoprolol fumarate](bisoprolol) lowered his pulse.",
    "salt-in-front": "[Sodium valproate](valproic acid) was begun.",
    "two-salt-words": "[Tenofovir disoproxil fumarate](tenofovir disoproxil) was chosen.",
    "brand": "[Plavix](clopidogrel) was paused before surgery.",
    "class-noun": "[Diuretics](diuretic) were tapered.",
    "class-adjective-leaves-its-noun": "An [antifungal](antifungal) drug and [cytostatic](cytostatic) treatment.",
    "class-with-target": "A [calcium channel blocker](calcium channel blocker) was tried.",
    "class-member-behind-it": "An [anticonvulsant](anticonvulsant), [lamotrigine](lamotrigine), was added.",
    "adjective-of-a-regimen": "Cytostatic [triplet](triplet) therapy went on.",
    "steroids-are-corticosteroids": "[Steroids](corticosteroid) helped.",
    "regimen": "Two cycles of [BEACOPP](BEACOPP) were planned.",
    "regimen-with-hyphens": "[Hyper-CVAD](Hyper-CVAD) and [R-CHOP](R-CHOP) failed.",
    "regimen-of-numbers": "Induction with [7+3](7+3) was begun.",
    "regimen-letters-elsewhere": "The AC joint hurt and the EP study was normal.",
    "short-regimen-by-its-noun": "She had four [AC](AC) cycles.",
    "protocol-with-year": "The [AML-2004](AML-2004) protocol was followed.",
    "disease-with-year": "He was found to have AML 2004 days ago.",
    "triplet-of-children": "The triplet was born early.",
    "combination-is-one": "[Ampicillin/sulbactam](ampicillin/sulbactam) was given.",
    "combination-in-either-order": "[Tazobactam-piperacillin](piperacillin/tazobactam) was given.",
    "two-joined-by-a-slash": "[Vincristine](vincristine)/[prednisone](prednisone) was given.",
    "name-and-abbreviation": "[Cyclophosphamide](cyclophosphamide) ([CYC](cyclophosphamide)) was given.",
    "abbreviation-without-context": "MTX and ATG are letters here.",
    "abbreviation-with-dose": "[MTX](methotrexate) 15 mg was given.",
    "abbreviation-in-a-list-of-drugs": "[Tacrolimus](tacrolimus) and [MMF](mycophenolate mofetil) were given.",
    "abbreviation-always": "[5-FU](fluorouracil) and [6-MP](mercaptopurine) are old.",
    "abbreviation-in-other-letters": "The flu lasted and cy was typed.",
    "legend": "[Flu](fludarabine) – [fludarabine](fludarabine)",
    "endogenous-given": "She was treated with [iron](iron).",
    "endogenous-measured": "Serum iron and calcium were low.",
    "endogenous-in-a-list": "[Thiamine](thiamine), [folate](folic acid) and [zinc](zinc) were supplemented.",
    "deficiency": "He was treated for folate deficiency and insulin resistance.",
    "insulin-given": "[Insulin](insulin) was started.",
    "chelation": "[Iron chelation](iron chelator) was begun for iron overload.",
    "antibody-against-it": "Anti-insulin antibodies and antithyroid antibodies were absent.",
    "therapeutic-antibody": "He received an [anti-CD20 antibody](anti-cd20 antibody).",
    "stained-with-an-antibody": "Cells stained with anti-CD20 antibody.",
    "antibiogram": "The germ was resistant to ampicillin and sensitive to meropenem.",
    "antibiogram-then-therapy": "The germ was resistant to ampicillin and he was given [meropenem](meropenem).",
    "resistant-germ": "A vancomycin-resistant strain grew.",
    "resistant-disease": "A [cisplatin](cisplatin)-resistant tumour grew.",
    "allergy": "A penicillin allergy was noted.",
    "diagnostic-test": "A dexamethasone suppression test was done.",
    "tracer": "A gallium-68-DOTA-octreotide image was clear.",
    "coated-device": "A sirolimus-eluting stent was placed.",
    "no-drugs": "Chemotherapy, radiotherapy, red cells, oxygen and gadolinium were given.",
    "caused-by": "A [lithium](lithium)-induced tremor came on.",
    "stem": "He entered a trial of [zolbetuximab](zolbetuximab) and [fexagratinib](fexagratinib).",
    "like-a-stem": "A fibril, a tendril and cholesterol were seen in April.",
    "misspelt": "[Sevofluran](sevoflurane), [metoprollol](metoprolol) and [vankomycin](vancomycin) were given.",
    "like-a-misspelling": "Alcohol, lactate and proteinase are no misspellings, nor is hypertension.",
    "combination-in-an-antibiogram": "The germ was susceptible to amikacin and trimethoprim-sulfamethoxazole.",
    "disc-of-the-laboratory": "Growth reached the ceftriaxone Etest strip.",
    "strength-is-no-result": "[Sodium bicarbonate](sodium bicarbonate) 8.4% 50 mL was pushed.",
    "amount-is-no-result": "[Potassium chloride](potassium chloride) 40 mmol ran overnight.",
    "result-is-no-amount": "Potassium 2.4 mmol/L and glucose 40% were read.",
    "plural-of-a-short-class": "[TKIs](tyrosine kinase inhibitor) were stopped.",
    "ambiguous-salt-is-left-open": "[Tenofovir](tenofovir) and [tenofovir alafenamide](tenofovir alafenamide) differ.",
    "conjugate-has-its-own-brand": "[Kadcyla](trastuzumab emtansine) and [Herceptin](trastuzumab) differ.",
    "formulation-in-front": "[Nab-paclitaxel](paclitaxel) was chosen.",
    "rituximab-in-front": "[R-CVP](R-CVP) came after [CVP](CVP) chemotherapy.",
    "regimen-behind-with": "Treatment with [BEP](BEP) was repeated.",
    "unlisted-brand": "[Rituximab](rituximab) ([Ritexora](rituximab)®, Elsewhere Ltd.) and plain words.",
    "unlisted-brand-in-front": "He took [Ferrimax](ferric maltol)™ ([ferric maltol](ferric maltol)).",
    "marked-device": "A stent (Vasoflex®) was placed and [aspirin](acetylsalicylic acid) given.",
    "longer-name-inside": "Human [interferon alfa-2b](interferon alfa-2b) helped.",
    "misspelt-behind-giving": "She was treated with [rituximb](rituximab).",
    "nouns-that-look-misspelt": "Pulmonary vasoconstriction and endometrioid cancer were seen.",
    "mould-is-no-extract": "Rhizopus arrhizus and Cladosporium herbarum grew.",
    "amino-acid-is-no-brand": "Leucine and phospholipids were high.",
    "given-before-absorbed": "The absorption of orally administered [ciclosporin](ciclosporin) fell.",
    "misspelt-class": "[Corticosteriods](corticosteroid) were given.",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES)
def test_names(marked):
    text, wanted = unmark(marked)
    found = drugs_in(text)
    assert [text[m.start : m.end] for m in found] == [text[start:end] for start, end, _ in wanted]
    assert [(m.start, m.end, m.name) for m in found] == wanted


@pytest.mark.parametrize(
    ("text", "kind", "identifier"),
    [
        pytest.param("Aspirin helped.", "ingredient", "ATC:B01AC06", id="ingredient-with-code"),
        pytest.param("Practolol helped.", "ingredient", "", id="ingredient-without-code"),
        pytest.param("Zocor helped.", "brand", "ATC:C10AA01", id="brand-has-the-code-of-its-ingredient"),
        pytest.param("Statins helped.", "class", "ATC:C10AA", id="class-with-code"),
        pytest.param("Opioids helped.", "class", "", id="class-without-code"),
        pytest.param("ABVD helped.", "regimen", "", id="regimen"),
        pytest.param("Ibuprofen helped.", "ingredient", "ATC:M01AE01", id="code-of-its-main-use"),
        pytest.param("Tenofovir helped.", "ingredient", "", id="no-code-where-the-salt-is-open"),
    ],
)
def test_kind_and_identifier(text, kind, identifier):
    (drug,) = drugs_in(text)
    assert (drug.attributes, drug.identifier) == ({"Kind": kind}, identifier)


@pytest.mark.parametrize(
    ("text", "components"),
    [
        pytest.param("FLAG", "fludarabine|cytarabine|granulocyte colony-stimulating factor", id="class-for-any-brand"),
        pytest.param("R-CVP", "rituximab|cyclophosphamide|vincristine|prednisone", id="with-rituximab"),
        pytest.param("7+3", "cytarabine|anthracycline", id="either-anthracycline"),
        pytest.param("COTP", None, id="not-well-established"),
    ],
)
def test_a_regimen_tells_its_components(text, components):
    (drug,) = drugs_in(f"The {text} regimen was given.")
    assert drug.details.get("components") == components


def test_the_reports_own_abbreviations_come_first():
    text = "ADA was low, then PEM was given; CAP was treated."
    own = {"ADA": "adenosine deaminase", "PEM": "pemetrexed", "CAP": "community-acquired pneumonia"}
    assert [(m.start, m.name) for m in drugs_in(text, abbreviations=own)] == [(18, "pemetrexed")]


def test_a_long_form_that_lists_drugs_leaves_the_regimen():
    own = {"FLAG": "fludarabine, high-dose cytarabine", "ABVD": "a bad vector disease"}
    assert [m.name for m in drugs_in("FLAG and ABVD were tried.", abbreviations=own)] == ["FLAG"]


def test_an_abbreviation_is_a_drug_once_the_report_gives_it():
    text = "He was given GH.\nMonths after GH he had grown.\nIn him GH deficiency was found."
    assert [m.start for m in drugs_in(text)] == [13, 30]
    assert drugs_in("Months after GH he had grown.") == []


def test_what_labs_or_timing_claimed_is_no_drug():
    text = "Potassium chloride was infused and lithium was taken."
    analyte = Mention("Analyte", text.index("lithium"), text.index("lithium") + 7)
    assert [m.name for m in drugs_in(text)] == ["potassium chloride", "lithium"]
    assert [m.name for m in drugs_in(text, mentions=(analyte,))] == ["potassium chloride"]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        pytest.param("methotrexate", "methotrexate", id="name"),
        pytest.param("oral methotrexate therapy", "methotrexate", id="words-round-it"),
        pytest.param("intravenous immunoglobulin", "immunoglobulin", id="route"),
        pytest.param("methotrexate polyglutamate synthase", None, id="another-thing"),
        pytest.param("body mass index", None, id="no-drug"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_the_drug_a_phrase_names(phrase, name):
    entry = named(phrase)
    assert (entry.name if entry else None) == name
