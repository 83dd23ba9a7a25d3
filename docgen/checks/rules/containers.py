"""CNT: containers, booking and verified gross mass (集装箱、订舱、VGM)."""
