"""Handing a finished message over: SMTP, a webhook, Apprise."""
