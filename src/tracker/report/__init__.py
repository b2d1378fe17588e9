"""Developments as readers see them: one view object, fed to every face."""
