# needs: science
"""Frequencies of a signal, smoothing, correlation, integration."""
import numpy as np

rate = 200
t = np.arange(0, 1, 1 / rate)
signal = np.sin(2 * np.pi * 12 * t) + 0.5 * np.sin(2 * np.pi * 40 * t)
spectrum = np.abs(np.fft.rfft(signal)) / t.size
frequencies = np.fft.rfftfreq(t.size, 1 / rate)
peaks = frequencies[spectrum > 0.2]
print("peaks at", peaks, "Hz", spectrum[spectrum > 0.2].round(3))
assert np.allclose(np.fft.irfft(np.fft.rfft(signal), t.size), signal)

smooth = np.convolve(signal, np.ones(5) / 5, mode="same")
print(np.ptp(signal).round(3), np.ptp(smooth).round(3), np.gradient(t)[:2].round(4))
print(np.trapezoid(t ** 2, t).round(4), np.interp([0.0125, 0.5], t, t ** 2).round(5), np.diff([1, 4, 9], n=2))
lagged = np.correlate(signal[:50], signal[10:30])
print(int(np.argmax(lagged)), np.corrcoef(signal, np.roll(signal, 50))[0, 1].round(4))
windows = np.lib.stride_tricks.sliding_window_view(np.arange(6), 3)
print(windows.mean(axis=1), np.hanning(4).round(3), np.sinc(0.5).round(4))
print(np.unwrap([0, 3, 6, 9.5]).round(3), np.angle(1j).round(4), np.exp(1j * np.pi).real)
