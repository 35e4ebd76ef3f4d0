"""
A tiny neural network (two layers, sigmoid) trained with plain backpropagation.
No numpy, just lists. Learns XOR.
"""

import math
import random


class NeuralNetwork:
    def __init__(self, sizes, learning_rate=0.5, seed=0):
        rng = random.Random(seed)
        self.learning_rate = learning_rate
        # weights[l][j][i] is the weight from neuron i of layer l to neuron j of layer l+1
        self.weights = [
            [[rng.uniform(-1, 1) for _ in range(n_in)] for _ in range(n_out)]
            for n_in, n_out in zip(sizes[:-1], sizes[1:])
        ]
        self.biases = [[rng.uniform(-1, 1) for _ in range(n)] for n in sizes[1:]]

    @staticmethod
    def _sigmoid(x):
        return 1.0 / (1.0 + math.exp(-x))

    def forward(self, inputs):
        activations = [list(inputs)]
        for layer, bias in zip(self.weights, self.biases):
            previous = activations[-1]
            activations.append(
                [
                    self._sigmoid(sum(w * a for w, a in zip(neuron, previous)) + b)
                    for neuron, b in zip(layer, bias)
                ]
            )
        return activations

    def predict(self, inputs):
        return self.forward(inputs)[-1]

    def train_one(self, inputs, targets):
        activations = self.forward(inputs)
        # error of the output layer
        deltas = [[(t - o) * o * (1 - o) for t, o in zip(targets, activations[-1])]]
        # backwards through the hidden layers
        for l in range(len(self.weights) - 1, 0, -1):
            layer, after = self.weights[l], deltas[0]
            deltas.insert(
                0,
                [
                    a * (1 - a) * sum(layer[j][i] * after[j] for j in range(len(after)))
                    for i, a in enumerate(activations[l])
                ],
            )
        # update
        for l, delta in enumerate(deltas):
            for j, d in enumerate(delta):
                for i, a in enumerate(activations[l]):
                    self.weights[l][j][i] += self.learning_rate * d * a
                self.biases[l][j] += self.learning_rate * d
        return sum((t - o) ** 2 for t, o in zip(targets, activations[-1])) / 2

    def train(self, data, epochs, report_every=1000):
        for epoch in range(epochs):
            loss = sum(self.train_one(x, y) for x, y in data)
            if epoch % report_every == 0:
                print(f"epoch {epoch:5d}  loss {loss:.4f}")


XOR = [([0, 0], [0]), ([0, 1], [1]), ([1, 0], [1]), ([1, 1], [0])]

if __name__ == "__main__":
    net = NeuralNetwork([2, 4, 1], learning_rate=0.8, seed=3)
    net.train(XOR, epochs=5000)
    for x, (target,) in XOR:
        (output,) = net.predict(x)
        print(
            f"{x} -> {output:.2f} (wanted {target}) {'ok' if round(output) == target else 'WRONG'}"
        )
    print("parameters:", sum(len(n) + 1 for layer in net.weights for n in layer))
