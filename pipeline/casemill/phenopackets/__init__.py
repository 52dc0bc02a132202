"""GA4GH Phenopackets (schema 2.0): one packet a patient, made of a record alone.

What the schema cannot hold is left out and counted, see :class:`Packet`.
"""

from __future__ import annotations

from casemill.phenopackets.build import Packet, packets_of
from casemill.phenopackets.check import check_phenopacket

__all__ = ["Packet", "check_phenopacket", "packets_of"]
