"""Units, staff, groups, codes and routes of the office."""
