"""What of the kernel follows when two contacts become one."""

from brug.kernel.registries.mergers import follow

follow("kernel.mails", "kernel.outgoingmail.person_id")
follow("kernel.mail_mentions", "kernel.mailmention.person_id", twin=lambda row: row.mail_id)
follow("kernel.closed_readings", "kernel.closedreading.person_id")
