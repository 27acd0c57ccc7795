"""What people answer: to a proposal, how it goes, why they stop."""
# messages: public

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.volunteers.enums import Answer, FollowUpAnswer, StopReason


class AnswerForm(forms.Form):
    """Yes or no to a proposal."""

    word = forms.ChoiceField(choices=[choice for choice in Answer.choices if choice[0]])
    note = forms.CharField(
        label=_("A word beside it"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class HowForm(forms.Form):
    """How a placement goes."""

    word = forms.ChoiceField(choices=[choice for choice in FollowUpAnswer.choices if choice[0]])
    note = forms.CharField(
        label=_("A word beside it"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class StopForm(forms.Form):
    """Why somebody no longer looks."""

    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[
            choice
            for choice in StopReason.choices
            if choice[0] in (StopReason.CHANGED_MIND, StopReason.FOUND_ELSEWHERE, StopReason.OTHER)
        ],
    )
