"""What the kernel reckons once and keeps."""

from brug.kernel.registries.questions import Question, questions
from brug.kernel.retention import previewing

questions.register(
    Question(name=previewing.QUESTION, answer=previewing.reckon, watermark=previewing.watermark)
)
