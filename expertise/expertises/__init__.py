"""An expertise as a whole: its status, its flows, its page, who may see what."""
