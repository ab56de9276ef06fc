"""Pages of the Protocol that are not steps of a flow."""
