"""What needs the consent of every essential party: a short notice, an extension, a stop."""
