#!/usr/bin/python3
"""Times the engine against PyTorch on one core, in turns, in one run.

usage: pytorch.py GATEREEL [ROUNDS [NAME]]

Each case (or those whose name starts with NAME) is measured ROUNDS times (default 3), the engine and PyTorch one
right after the other; the ratio of a round is PyTorch's time over ours. The
table shows the medians, all ratios and the best, as a Markdown table. Both
sides count processor time, so that other programs do not.
"""
import json
import os
import statistics
import subprocess
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
import torch  # noqa: E402

torch.set_num_threads(1)


def median_seconds(run, budget=1.5):
    """Median of repeated calls within about `budget` seconds."""
    run()
    times = []
    end = time.process_time() + budget
    while len(times) < 3 or (time.process_time() < end and len(times) < 200):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return statistics.median(times)


def forward(hidden, steps=1000):
    model = torch.nn.LSTM(hidden, hidden)
    x = torch.randn(steps, 1, hidden)

    def run():
        with torch.no_grad():
            model(x)
    return median_seconds(run) / steps


def keep_gates(hidden, steps=1000):
    """What a user writes who wants to see the gates."""
    model = torch.nn.LSTM(hidden, hidden)
    x = torch.randn(steps, hidden)
    w, u = model.weight_ih_l0, model.weight_hh_l0
    b = model.bias_ih_l0 + model.bias_hh_l0

    def run():
        kept = []
        h = torch.zeros(hidden)
        c = torch.zeros(hidden)
        with torch.no_grad():
            for t in range(steps):
                a = torch.addmv(torch.addmv(b, w, x[t]), u, h)
                i, f, g, o = a.chunk(4)
                i, f, o = torch.sigmoid(i), torch.sigmoid(f), torch.sigmoid(o)
                g = torch.tanh(g)
                c = f * c + i * g
                h = o * torch.tanh(c)
                kept.append((i, f, g, o, c, h))
        return kept
    return median_seconds(run) / steps


def train(hidden, batch, steps=100):
    model = torch.nn.LSTM(hidden, hidden)
    x = torch.randn(steps, batch, hidden)

    def run():
        model.zero_grad(set_to_none=True)
        model(x)[0][-1].sum().backward()
    return median_seconds(run)


def gradient_matrix(steps, hidden):
    """|d(sum h_s)/dx_t|: one autograd call for each s."""
    model = torch.nn.LSTM(hidden, hidden)
    x = torch.randn(steps, 1, hidden, requires_grad=True)

    def run():
        h = model(x)[0]
        return torch.stack([
            torch.autograd.grad(h[s].sum(), x, retain_graph=True)[0][:, 0]
            .norm(dim=1) for s in range(steps)])
    return median_seconds(run)


def learn(model, head, batch_of, loss_of):
    """A step of training with clipping and Adam, the data included."""
    weights = [*model.parameters(), *head.parameters()]
    adam = torch.optim.Adam(weights, lr=0.005)

    def run():
        x, y = batch_of()
        adam.zero_grad(set_to_none=True)
        loss_of(head, model(x)[0], y).backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        adam.step()
    return median_seconds(run)


def learn_adding(hidden, batch, steps=100):
    """The sum of two marked numbers, at the end."""
    def batch_of():
        x = torch.rand(steps, batch, 2)
        x[:, :, 1] = 0
        first = torch.randint(0, steps // 2, (batch,))
        second = torch.randint(steps // 2, steps, (batch,))
        each = torch.arange(batch)
        x[first, each, 1] = 1
        x[second, each, 1] = 1
        return x, x[first, each, 0] + x[second, each, 0]

    def loss_of(head, h, y):
        return torch.nn.functional.mse_loss(head(h[-1])[:, 0], y)
    return learn(torch.nn.LSTM(2, hidden), torch.nn.Linear(hidden, 1),
                 batch_of, loss_of)


def learn_letters(hidden, batch, steps=70):
    """The next letter of a text, at every step; letters are one-hot."""
    root = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(root, "../../assets/data/us-constitution.txt"),
              encoding="utf-8") as file:
        text = file.read()
    letters = {c: k for k, c in enumerate(sorted(set(text)))}
    ids = torch.tensor([letters[c] for c in text])
    count = len(letters)

    def batch_of():
        start = torch.randint(0, len(ids) - steps, (1, batch))
        at = start + torch.arange(steps)[:, None]
        x = torch.nn.functional.one_hot(ids[at], count).float()
        return x, ids[at + 1]

    def loss_of(head, h, y):
        return torch.nn.functional.cross_entropy(
            head(h).flatten(0, 1), y.flatten())
    return learn(torch.nn.LSTM(count, hidden), torch.nn.Linear(hidden, count),
                 batch_of, loss_of)


# our case, what it is, PyTorch's time in the same unit, the ratio to reach
CASES = [
    ("forward.H16", "forward, all gates recorded, H = 16",
     lambda: forward(16), 80),
    ("forward.H64", "the same, H = 64", lambda: forward(64), 12),
    ("forward.H256", "the same, H = 256", lambda: forward(256), 1.8),
    ("forward.H64", "against a PyTorch loop that keeps the gates, H = 64",
     lambda: keep_gates(64), 18),
    ("train.H16.B1", "forward + backward, H = 16, batch 1",
     lambda: train(16, 1), 100),
    ("train.H64.B1", "forward + backward, H = 64, batch 1",
     lambda: train(64, 1), 30),
    ("train.H64.B32", "forward + backward, H = 64, batch 32",
     lambda: train(64, 32), 3),
    ("train.H256.B32", "forward + backward, H = 256, batch 32",
     lambda: train(256, 32), 1.8),
    ("gradient_matrix.T128.H64",
     "gradient matrix over x, against one autograd call per step",
     lambda: gradient_matrix(128, 64), 170),
    ("learn.adding.T100.H64.B32",
     "training step, adding problem, T = 100, H = 64, batch 32",
     lambda: learn_adding(64, 32), 3),
    ("learn.letters.T70.H128.B64",
     "training step, character model, T = 70, H = 128, batch 64",
     lambda: learn_letters(128, 64), 1.5),
]


def ours(program, name):
    out = subprocess.run([program, "bench", "--json", "--only", name],
                         check=True, capture_output=True, text=True).stdout
    return json.loads(out)[name] * 1e-6


def micro(seconds):
    value = seconds * 1e6
    return f"{value:.3g}" if value < 1000 else f"{value:.0f}"


def main():
    program = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    only = sys.argv[3] if len(sys.argv) > 3 else ""
    print(f"PyTorch {torch.__version__}, one thread, {rounds} rounds\n")
    print("| case | ours, us | PyTorch, us | ratios | best | to reach |")
    print("|---|---|---|---|---|---|")
    short = []
    for name, what, theirs, goal in CASES:
        if not name.startswith(only):
            continue
        pairs = [(ours(program, name), theirs()) for _ in range(rounds)]
        ratios = [b / a for a, b in pairs]
        print(f"| {what} | {micro(statistics.median(a for a, _ in pairs))} "
              f"| {micro(statistics.median(b for _, b in pairs))} "
              f"| {' '.join(f'{r:.3g}' for r in ratios)} "
              f"| {max(ratios):.3g} | {goal} |", flush=True)
        if max(ratios) < goal:
            short.append(what)
    if short:
        print("\nshort of the goal: " + "; ".join(short))
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
