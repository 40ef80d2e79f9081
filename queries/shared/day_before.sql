-- says = "The day before each day."
-- indexes = [["date"]]
SELECT date, LAG(date) OVER (ORDER BY date) AS previous_day FROM calendar
