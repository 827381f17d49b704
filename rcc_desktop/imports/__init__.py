"""Files from outside: read safely, mapped, previewed, taken in whole or not at all."""
