"""What of the kernel follows when two contacts become one."""

from brug.kernel.registries.mergers import follow

follow("kernel.mails", "kernel.outgoingmail.person_id")
follow("kernel.closed_readings", "kernel.closedreading.person_id")
