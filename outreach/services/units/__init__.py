"""The tree of units, who may see what of it, and its changes."""
