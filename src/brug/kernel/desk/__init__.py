"""What desk screens of every tier share: menu entries, guards, lists, marks of a state."""
