"""How fast is Telusur on this machine, and how fast are the others beside it?

``python -m bench`` runs Telusur and its peers over one archive in one run; ``docs/performance.md``
tells what is measured and how. Nothing in the product imports this folder.

What a worker imports (``worker``, ``documents``, ``marking``, ``peers``) keeps to the standard
library and the one engine it drives: a peer may live in another interpreter than ours.
"""
