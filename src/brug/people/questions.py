"""What the people tier reckons once and keeps."""

from brug.kernel.registries.questions import Question, questions
from brug.people.queries import kept_results, pressure
from brug.people.queries.segments import kept as segments
from brug.people.queries.watermarks import journal_watermark, people_watermark

questions.register(
    Question(name=kept_results.QUESTION, answer=kept_results.reckon, watermark=journal_watermark)
)
questions.register(
    Question(
        name=pressure.PREVIEW, answer=pressure.reckon_preview, watermark=pressure.asks_watermark
    )
)
questions.register(
    Question(name=segments.QUESTION, answer=segments.reckon, watermark=people_watermark)
)
