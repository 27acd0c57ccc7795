"""What the volunteers room does: one function a verb."""
