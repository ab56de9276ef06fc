"""The public calendar: what every room lets everybody know of its days."""
