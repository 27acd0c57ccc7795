"""How mails leave: Django e-mail backends that say when there is no way back."""
