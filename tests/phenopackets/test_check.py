from __future__ import annotations

import copy

import pytest
from timed import COURSE, TIMES, timed

from casemill.phenopackets import check_phenopacket, packets_of


@pytest.fixture(scope="module")
def good():
    return packets_of(timed(COURSE, TIMES))[0].content


def test_a_good_packet_has_no_faults(good):
    assert check_phenopacket(good) == []


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        (("id",), "id: missing"),
        (("subject", "id"), "subject.id: missing"),
        (("metaData",), "metaData: missing"),
        (("metaData", "created"), "metaData.created: missing"),
        (("metaData", "createdBy"), "metaData.createdBy: missing"),
        (("metaData", "phenopacketSchemaVersion"), "metaData.phenopacketSchemaVersion: missing"),
        (("metaData", "resources", 0, "version"), "metaData.resources[0].version: missing"),
        (("phenotypicFeatures", 0, "type"), "phenotypicFeatures[0].type: missing"),
        (("measurements", 0, "assay"), "measurements[0].assay: missing"),
        (("measurements", 0, "value"), "measurements[0].value: missing"),
        (("diseases", 0, "term"), "diseases[0].term: missing"),
        (("diseases", 0, "term", "id"), "diseases[0].term.id: no identifier with a prefix"),
    ],
)
def test_what_is_missing_is_told(good, path, fault):
    packet = copy.deepcopy(good)
    *parents, last = path
    part = packet
    for key in parents:
        part = part[key]
    del part[last]
    assert fault in check_phenopacket(packet)


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("metaData", "created"), "yesterday", "metaData.created: not a timestamp of RFC 3339 in UTC"),
        (("metaData", "created"), "2019-02-30T00:00:00Z", "metaData.created: no such day"),
        (("metaData", "phenopacketSchemaVersion"), "1.0", "metaData.phenopacketSchemaVersion: not 2.0"),
        (("metaData", "resources"), [], "diseases[0].term.id: no resource for the prefix MONDO"),
        (("diseases", 0, "term", "label"), "", "diseases[0].term.label: empty"),
        (("diseases", 0, "term", "id"), "leukemia", "diseases[0].term.id: no identifier with a prefix"),
        (("diseases", 0, "onset"), {"timestamp": "2019"}, "diseases[0].onset.timestamp: not a timestamp"),
        (("diseases", 0, "onset"), {"age": {"iso8601duration": "45"}}, "diseases[0].onset.age.iso8601duration: not"),
        (
            ("diseases", 0, "onset", "interval", "end"),
            "2001-01-01T00:00:00Z",
            "diseases[0].onset.interval: ends before it begins",
        ),
    ],
)
def test_what_is_wrong_is_told(good, path, value, fault):
    packet = copy.deepcopy(good)
    *parents, last = path
    part = packet
    for key in parents:
        part = part[key]
    part[last] = value
    assert any(found.startswith(fault) for found in check_phenopacket(packet))
