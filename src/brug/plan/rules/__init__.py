"""Pure rules: targets, forecasts, judgements. No database, no clock."""

from brug.plan.rules.explanation import Explanation
from brug.plan.rules.forecast import EarlierYear, Forecast
from brug.plan.rules.judgement import THRESHOLDS, Thresholds, Verdict
from brug.plan.rules.outlook import Evidence, Outlook, outlook, regional_outlook
from brug.plan.rules.promise import Promise
from brug.plan.rules.target import Target, target_for

__all__ = [
    "THRESHOLDS",
    "EarlierYear",
    "Evidence",
    "Explanation",
    "Forecast",
    "Outlook",
    "Promise",
    "Target",
    "Thresholds",
    "Verdict",
    "outlook",
    "regional_outlook",
    "target_for",
]
