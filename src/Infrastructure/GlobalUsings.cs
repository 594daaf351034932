// Path and Line are nouns of this product.
global using Dots.Domain.Paths;
