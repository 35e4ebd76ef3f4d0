LOUDER = "! "
