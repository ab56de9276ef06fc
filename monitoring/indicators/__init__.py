"""What is measured: indicators as data of the office, the subjects they speak of, the periods they are counted for."""
