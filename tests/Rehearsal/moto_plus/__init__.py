"""moto's server, plus the calls of AWS that the stacks need and moto 5.2.1 lacks or answers differently. State is in memory.

Each module mends one service when it is imported and says why. Only what Terraform's AWS provider 5.100 and the pipeline ask for is here.
`python3 -m moto_plus -p PORT` runs it; `README.md` one folder up says how the rehearsal does.
"""
