"""Messages from somebody in danger: how they are recognised, and what is said to them.

No model is asked. What is looked for stands in `words` and `signs`, what is said in `answers` and
`countries.yaml`; README.md tells curators how to write them.
"""
