"""How people come in: logging in, letters with secret links, sessions, the second factor, the demo's switch of roles."""
