"""The center's file: opened, kept, moved forward, copied and proved."""
