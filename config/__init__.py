"""The installation: settings, the environment, the embedded database, starting and stopping, checks of the machine."""
