"""What a room gives to the whole house: measures, timeline, privacy, e-mails and more.

Each registry is filled from modules of one fixed name (``<room>/measures.py`` and so on), found
when the house starts. An entry is checked when it is registered, so that a mistake stops the start
instead of a page.
"""
