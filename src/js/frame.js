// Mends what mdBook's page does with keys and focus.
