public enum LevelSpacing { case linear, logarithmic, quantile }
