#!/usr/bin/python3
"""Golden values from PyTorch autograd (Debian python3-torch 1.13.1, float64)
of what make_golden.py leaves out: two layers, batches of sequences of
different lengths, start states, ReLU, and gradients entering through the last
states. Writes stack_NAME.json and .safetensors beside this file.

L = mean over the steps that exist of cross_entropy(fc(h_t), target_t)
    + sum of h_n^2 / 2 + sum of c_n^2 / 2 over all layers
"""
import json
import os
import struct

import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

X, H, Y, T = 3, 4, 3, 6
LENGTHS = [6, 3, 5]
HERE = os.path.dirname(os.path.abspath(__file__))

torch.set_default_dtype(torch.float64)


def save_weights(path, named):
    """A safetensors file of F64 tensors."""
    header, blobs, at = {'__metadata__': {'format': 'pt'}}, [], 0
    for name in sorted(named):
        data = named[name].detach().numpy().astype('<f8').tobytes()
        header[name] = {'dtype': 'F64', 'shape': list(named[name].shape),
                        'data_offsets': [at, at + len(data)]}
        blobs.append(data)
        at += len(data)
    text = json.dumps(header, separators=(',', ':')).encode()
    text += b' ' * (-len(text) % 8)
    with open(path, 'wb') as file:
        file.write(struct.pack('<Q', len(text)) + text + b''.join(blobs))


def run(name, module, seed):
    torch.manual_seed(seed)
    rnn, fc = module(), torch.nn.Linear(H, Y)
    batch = len(LENGTHS)
    x = torch.randn(T, batch, X, requires_grad=True)
    target = torch.randint(0, Y, (T, batch))
    lstm = isinstance(rnn, torch.nn.LSTM)
    start = [(0.5 * torch.randn(rnn.num_layers, batch, H)).requires_grad_()
             for _ in range(2 if lstm else 1)]

    packed = pack_padded_sequence(x, LENGTHS, enforce_sorted=False)
    out, last = rnn(packed, tuple(start) if lstm else start[0])
    last = last if lstm else (last,)
    out, _ = pad_packed_sequence(out, total_length=T)
    exists = torch.arange(T)[:, None] < torch.tensor(LENGTHS)[None]
    loss = torch.nn.functional.cross_entropy(fc(out)[exists], target[exists])
    loss = loss + sum((state ** 2).sum() / 2 for state in last)
    loss.backward()

    named = {'rnn.' + k: v for k, v in rnn.named_parameters()}
    named.update({'fc.' + k: v for k, v in fc.named_parameters()})
    path = os.path.join(HERE, 'stack_' + name)
    save_weights(path + '.safetensors', named)
    values = {
        'source': 'PyTorch %s autograd float64, seed %d'
                  % (torch.__version__, seed),
        'steps': T, 'lengths': LENGTHS, 'targets': target.tolist(),
        'loss': loss.item(), 'x': x.tolist(), 'dx': x.grad.tolist(),
        'out': out.tolist(), 'start': [s.tolist() for s in start],
        'dstart': [s.grad.tolist() for s in start],
        'last': [s.tolist() for s in last],
        'param_grads': {k: v.grad.tolist() for k, v in named.items()},
    }
    with open(path + '.json', 'w') as file:
        json.dump(values, file)
        file.write('\n')


run('lstm', lambda: torch.nn.LSTM(X, H, num_layers=2), 21)
run('gru', lambda: torch.nn.GRU(X, H, num_layers=2), 22)
run('rnn_tanh', lambda: torch.nn.RNN(X, H, num_layers=2), 23)
run('rnn_relu', lambda: torch.nn.RNN(X, H, num_layers=2, nonlinearity='relu'),
    24)
