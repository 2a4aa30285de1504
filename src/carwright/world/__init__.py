"""What the car is driven through: cycles, and traces from logs.

Speed is along the road and never negative; slope is positive uphill.
"""
