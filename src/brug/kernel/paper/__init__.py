"""Paper: letters and certificates as tagged PDF, set in the house's letters.

``letter_pdf`` takes plain data and returns the file; rooms put the words together.
"""

from brug.kernel.paper.blocks import Block, blocks_of
from brug.kernel.paper.fonts_of_paper import fonts
from brug.kernel.paper.letters import Letter, letter_pdf

__all__ = ["Block", "Letter", "blocks_of", "fonts", "letter_pdf"]
