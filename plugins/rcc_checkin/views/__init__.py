"""What the front desk sees."""
