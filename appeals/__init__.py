"""Appeals (регламент 3.0 «Апелляция», 8.7): a board of its own looks again at what another room has decided."""
