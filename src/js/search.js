// Opens the search, which is loaded when it is opened.
