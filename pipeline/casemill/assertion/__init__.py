"""What a finding speaks of and whether it holds: scope, experiencer, status and assertion."""

from __future__ import annotations

from casemill.assertion.scope import decide_scope

__all__ = ["decide_scope"]
