"""Reports of several patients and of one: ``<1:aspirin>`` is a head about the first, ``[1:Case 1]`` a mark."""

from __future__ import annotations

SERIES = {
    "headings on lines": """Abstract
We saw two people with weak hands. All were given <0:steroids>.
[1:Case 1]
A 34-year-old woman came with a weak hand. She took <1:methotrexate>.
Later she took <1:aspirin>.
[2:Case 2]
A 60-year-old man came with a weak foot. He took <2:cytarabine>.
Treatment
He got <2:prednisone> for a month.
Discussion
The use of <0:rituximab> is debated.""",
    "headings run in": """Introduction
Weak hands are rare and <0:steroids> are used.
Case presentation
[1:Case 1]: A 34-year-old woman came with a weak hand. <1:Methotrexate> was given.
[2:Case 2]: A 60-year-old man came. He took <2:cytarabine> in the end.
[3:Case 3]: A 20-year-old man came. He took <3:azacitidine> in the end.
Conclusion
The drug <0:rituximab> may be tried.""",
    "headings with a stop in a line": """Case report
[1:Case 1]. A 34-year-old woman came with a weak hand. <1:Methotrexate> was given. [2:Case 2]. A 60-year-old man came.
He took <2:cytarabine> in the end.""",
    "Roman numbers": """[1:CASE I]
A woman of 34 years came with a weak hand. She took <1:methotrexate>.
[2:CASE II]
A man of 60 years came. He took <2:cytarabine>.
DISCUSSION
In [2:case II], <2:aspirin> was of no use. In [1:case I], <1:prednisone> was.""",
    "no. and a title behind": """[1:Case no. 1]: weakness of a hand
A woman of 34 years took <1:methotrexate> for long.
[2:Case no. 2]: weakness of a foot
A man of 60 years took <2:cytarabine> for long.""",
    "ordinals": """[1:First case]
A woman of 34 years took <1:methotrexate> for long.
[2:Second case]
A man of 60 years took <2:cytarabine> for long.
Discussion
[1:Our first patient] had been given <1:aspirin> before. [2:Our second patient] had not had <2:prednisone> at all.""",
    "letters": """[1:Patient A]
A woman of 34 years took <1:methotrexate> for long.
[2:Patient B]
A man of 60 years took <2:cytarabine> for long.""",
    "numbers in words": """[1:Case One]
A woman of 34 years took <1:methotrexate> for long.
[2:Case Two]
A man of 60 years took <2:cytarabine> for long.""",
    "narrative": """[1:The first patient], a 34-year-old woman, came in spring. She took <1:methotrexate> for long.
Her hand grew strong on <1:aspirin> alone.
[2:The second patient] was a 60-year-old man. He took <2:cytarabine> for long. Both patients took <0:prednisone>.
The use of <0:rituximab> was weighed.""",
    "narrative with numbers": """[1:Patient 1] was a 34-year-old woman. She took <1:methotrexate> for long.
[2:Patient 2] was a 60-year-old man. He took <2:cytarabine> for long.
[3:Patient 3] was a 20-year-old man. He took <3:azacitidine> for long.""",
    "one and the other": """We saw two patients with weak hands.
[1:One], a woman of 34 years, came first. She took <1:methotrexate> for long.
[2:The other], a man of 60 years, came later. He took <2:cytarabine> for long.""",
    "several marks in a sentence": """[1:Case 1]
A 34-year-old woman came with a weak hand.
[2:Case 2]
A 60-year-old man came with a weak foot.
Discussion
[1:Patient 1] took <1:methotrexate>, whereas [2:patient 2] took <2:cytarabine> and <2:aspirin>.
We gave <1:prednisone> to [1:patient 1] and <2:azacitidine> to [2:patient 2].
Patient 1 and patient 2 took <0:rituximab>. Patients 1 and 2 took <0:steroids>.
In both cases <0:imatinib> was given. The two patients took <0:dasatinib> too.""",
    "a discussion goes on": """[1:Case 1]
A 34-year-old woman came with a weak hand.
[2:Case 2]
A 60-year-old man came with a weak foot.
Discussion
[2:Patient 2] took <2:cytarabine>. He had <2:aspirin> as well. Many doctors give <0:prednisone> at once.
He is said to have had <0:imatinib>.""",
    "ages as anchors": """Abstract
We report a 34-year-old woman on <1:methotrexate> and a 60-year-old man on <2:cytarabine>.
[1:Case 1]
A 34-year-old woman came with a weak hand.
[2:Case 2]
A 60-year-old man came with a weak foot.
Discussion
[2:The 60-year-old] man had not been given <2:aspirin> before.
A 50-year-old woman on <0:prednisone> has been described.""",
    "another within a case": """[1:Case 1]
A 34-year-old woman came with a weak hand. Her pulse was slow.
[2:Case 2]
A 60-year-old man came with a weak foot. As in [1:case 1], he was pale.
He took <2:cytarabine> for long. Both patients took <0:prednisone>. The man stopped <2:aspirin> then.""",
    "caption and table": """[1:Case 1]
A 34-year-old woman came with a weak hand.
Figure 1. The hand in [2:patient 2] on <2:cytarabine>.

She took <1:methotrexate> for long and was well in the end.
[2:Case 2]
A 60-year-old man came with a weak foot.
Table 1. Drugs given
[1:Patient 1] <1:aspirin>
[2:Patient 2] <2:prednisone>
All <0:imatinib>""",
    "announced and introduced": """We describe two patients with weak hands.
[1:A 34-year-old woman] came with a weak hand. She took <1:methotrexate> for long.
[2:A man of 60 years] came with a weak foot. He took <2:cytarabine> for long.""",
    "sexes as anchors": """[1:Case 1]
A 34-year-old woman came with a weak hand.
[2:Case 2]
A 60-year-old man came with a weak foot.
Discussion
[2:The man] had not been given <2:aspirin> before, but [1:the woman] had <1:prednisone>. The drug <0:imatinib> is new.
A 60-year-old man on <0:dasatinib> might do as well. The men in other reports took <0:rituximab>.""",
    "compared with another": """[1:Case 1]
A 34-year-old woman took <1:methotrexate>.
[2:Case 2]
A 60-year-old man came. Unlike [1:case 1], who had <1:aspirin>, he was given <2:cytarabine>. He died on <2:heparin>.
In contrast to [1:patient 1], <2:imatinib> was of no use.""",
    "another patient": """[1:A 34-year-old woman] came with a weak hand. She took <1:methotrexate>.
[2:Another patient, a 60-year-old man] came with a weak foot. He took <2:cytarabine>.""",
    "letters in sentences": """[1:Patient A] was a 34-year-old woman with a weak hand. She took <1:methotrexate>.
[2:Patient B], a 60-year-old man, had a weak foot. He took <2:cytarabine>.""",
    "others' reports": """[1:Case 1]
A 34-year-old woman came with a weak hand.
[2:Case 2]
A 60-year-old man came with a weak foot.
Discussion
Patient 2 of their series took <0:cytarabine>. The second patient, described by Brown, took <0:aspirin>.""",
}

SINGLE = {
    "plain": "A 34-year-old woman came. She took <0:methotrexate>.",
    "one heading": "Case 1\nA 34-year-old woman came. She took <0:methotrexate>.",
    "headings of one case": "Case report\nA 34-year-old woman took <0:aspirin>.\nPatient information\nShe was well.",
    "others' patients": """Case report
A 34-year-old woman took <0:methotrexate> for long.
Discussion
The first patient, a 20-year-old woman, was described by Brown. The second patient was a 30-year-old man
reported by Green. Patient 3 of their series took <0:aspirin>.""",
    "told in the discussion": """Case report
A 34-year-old woman took <0:methotrexate> for long.
Discussion
Two women are known. The first patient was a 20-year-old woman on <0:aspirin>. The second patient was
a man of 30 years.""",
    "a table of others": """Case report
A 34-year-old woman took <0:methotrexate> for long.
Table 1. Earlier cases
Case 1 20-year-old woman <0:aspirin>
Case 2 30-year-old man <0:cytarabine>""",
    "first of its kind": "It is the first case of its kind. A woman of 34 took <0:aspirin>. The second dose was low.",
    "a second patient": "A 34-year-old woman took <0:aspirin>. A second patient has been described by Brown.",
    "a brother": "A 34-year-old woman took <0:aspirin>. Her brother, a man of 40, was well. The other brother was ill.",
    "counted time": "We saw the patient 1 week and the patient 2 weeks later on <0:aspirin>. She was 40 years old.",
    "one announced, a donor": "We saw one patient. A 34-year-old woman took <0:aspirin>. A 60-year-old gave marrow.",
    "two announced, one told": "We saw two patients before. A 34-year-old woman took <0:aspirin>. She was well.",
    "two known, a donor": "We know two patients. A 34-year-old woman took <0:aspirin>. A man of 60 years gave marrow.",
    "the other hand": "One hand was weak. The other was strong on <0:aspirin> in this 34-year-old woman.",
}
