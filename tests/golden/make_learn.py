#!/usr/bin/python3
"""Writes learn.h: losses, their gradients and optimizer steps of PyTorch.

Run in this folder: python3 make_learn.py (Debian's python3-torch, 1.13).
"""
import torch

torch.set_default_dtype(torch.float64)
torch.manual_seed(20)

T, B, Y = 4, 3, 5
LENGTHS = [4, 2, 3]
N, STEPS = 7, 6


def flat(value):
    return value.detach().reshape(-1).tolist()


def c_array(kind, name, values):
    digits = '%d' if kind == 'int' else '%.17g'
    words = [digits % value for value in values]
    lines, line = [], '   '
    for word in words:
        if len(line) + len(word) + 2 > 78:
            lines.append(line)
            line = '   '
        line += ' ' + word + ','
    lines.append(line)
    return 'static const %s %s[] = {\n%s\n};\n' % (kind, name, '\n'.join(lines))


def asked(every):
    """True at every (t, b) that counts."""
    return torch.tensor([[t < n if every else t == n - 1 for n in LENGTHS]
                         for t in range(T)])


def losses(out):
    y = 3 * torch.randn(T, B, Y)
    values = torch.randn(T, B, Y)
    labels = torch.randint(0, Y, (T, B))
    labels[1, 0] = labels[0, 2] = -1
    out.append(c_array('int', 'loss_lengths', LENGTHS))
    out.append(c_array('double', 'loss_y', flat(y)))
    out.append(c_array('double', 'loss_values', flat(values)))
    out.append(c_array('int', 'loss_labels', flat(labels)))
    for every in (True, False):
        name = 'every' if every else 'last'
        mask = asked(every)
        leaf = y.clone().requires_grad_()
        loss = torch.nn.MSELoss()(leaf[mask], values[mask])
        loss.backward()
        out.append(c_array('double', 'square_' + name, [loss.item()]))
        out.append(c_array('double', 'square_' + name + '_dy', flat(leaf.grad)))

        leaf = y.clone().requires_grad_()
        loss = torch.nn.CrossEntropyLoss(ignore_index=-1)(leaf[mask],
                                                          labels[mask])
        loss.backward()
        out.append(c_array('double', 'entropy_' + name, [loss.item()]))
        out.append(c_array('double', 'entropy_' + name + '_dy',
                           flat(leaf.grad)))
    out.append(c_array('double', 'loss_p', flat(torch.softmax(y, 2))))


def optimizers(out):
    start = torch.randn(N)
    gradients = torch.randn(STEPS, N)
    out.append(c_array('double', 'weights_start', flat(start)))
    out.append(c_array('double', 'gradients', flat(gradients)))
    cases = {
        'sgd': (torch.optim.SGD, dict(lr=0.1), 0),
        'sgd_momentum': (torch.optim.SGD, dict(lr=0.1, momentum=0.9), 0),
        'rmsprop': (torch.optim.RMSprop, dict(), 0),
        'rmsprop_momentum': (torch.optim.RMSprop,
                             dict(lr=0.02, alpha=0.9, momentum=0.5), 0),
        'adam': (torch.optim.Adam, dict(), 0),
        'adam_clip': (torch.optim.Adam,
                      dict(lr=0.05, betas=(0.8, 0.95), eps=1e-3), 1.5),
        'sgd_clip': (torch.optim.SGD, dict(lr=0.1, momentum=0.5), 2.5),
    }
    for name, (kind, options, clip) in cases.items():
        weights = start.clone().requires_grad_()
        optimizer = kind([weights], **options)
        reached = []
        for gradient in gradients:
            norm = gradient.norm()
            # clip_grad_norm_ adds 1e-6 to the norm; the definition does not.
            scale = clip / norm if clip and norm > clip else 1
            weights.grad = gradient * scale
            optimizer.step()
            reached += flat(weights)
        out.append(c_array('double', name, reached))


def main():
    out = ['/* Written by make_learn.py with PyTorch %s, float64. */\n'
           % torch.__version__]
    out.append('enum { LOSS_T = %d, LOSS_B = %d, LOSS_Y = %d };\n' % (T, B, Y))
    out.append('enum { WEIGHTS = %d, STEPS = %d };\n' % (N, STEPS))
    losses(out)
    optimizers(out)
    with open('learn.h', 'w', encoding='utf-8') as file:
        file.write('\n'.join(out))


main()
