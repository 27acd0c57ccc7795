"""What people and staff fill in about volunteering."""
