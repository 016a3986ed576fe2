// What a reader chose to see, and how; it is kept.
