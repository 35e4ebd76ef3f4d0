BONE = "bone"
