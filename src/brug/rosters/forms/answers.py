"""Yes or no."""
# messages: public

from django import forms

from brug.rosters.enums import Word


class AnswerForm(forms.Form):
    """Yes or no."""

    word = forms.ChoiceField(choices=[one for one in Word.choices if one[0]])
