"""The desk's screens of jobs and schedules."""
