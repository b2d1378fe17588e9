"""Registers of prisoners that an operator downloaded: what is kept of them, and nothing else."""

from tracker.read.registers.form import RegisterForm as RegisterForm
from tracker.read.registers.form import register_form as register_form
from tracker.read.registers.form import register_forms as register_forms
from tracker.read.registers.kept import kept_body as kept_body
from tracker.read.registers.kept import read_kept as read_kept
from tracker.read.registers.kept import rows_in as rows_in
from tracker.read.registers.people import read_register as read_register
